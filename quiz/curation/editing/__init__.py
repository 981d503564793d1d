"""One question on its page: its words to edit, what is live beside them, what its checks and the preview say."""
