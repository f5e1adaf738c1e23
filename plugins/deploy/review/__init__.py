"""What readers will see change, and a draft for a reviewer's phone."""
