"""Finding questions by their words and by what is the matter with them: `words` searches, `filters` narrows down."""
