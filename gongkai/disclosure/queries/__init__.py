"""What may be asked of structured disclosure. See the room's README for who asks what."""
