"""What practice shows: views, forms, and the values that their templates take."""
