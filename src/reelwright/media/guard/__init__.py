"""Other processes: started, spoken to, ended with their parent; and limits for reading files."""
