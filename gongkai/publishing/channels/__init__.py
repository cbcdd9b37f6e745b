"""Where a release goes: channels, accounts of 政务新媒体, media, subscribers, and what people write back."""
