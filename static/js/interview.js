// The interview's clock and recorder. Everything works without it, too.
"use strict";
