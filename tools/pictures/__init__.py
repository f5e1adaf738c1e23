"""The pictures of the working edition: drawn, never photographed, so that they may be given away with it."""
