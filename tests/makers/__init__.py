"""What writes the files that tests read: pictures, films, models, voices, knowledge bases."""
