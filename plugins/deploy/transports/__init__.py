"""One kind of target, one file. Each is a plugins.deploy.transport.Transport."""
