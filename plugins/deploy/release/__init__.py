"""What a release is: its files with type, caching and digest, their compressed forms, and what differs from the one
before. Values, and bytes in the store; no target is asked."""
