"""An article made fit to read: final text, language, duplicates.  Nothing here changes what an article says."""
