"""Letters by e-mail: queued with the change they tell of, sent by the worker, each with a row in the log."""
