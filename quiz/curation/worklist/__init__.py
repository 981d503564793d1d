"""What there is to do: the curators' start page. Each kind of work is one `Kind`, made where its rows are known."""
