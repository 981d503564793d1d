"""Getting in: allauth's pages and forms with our answers, where one wanted to go, and what was written before."""
