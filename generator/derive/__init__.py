"""Works out everything the pages, sheets and data show, as plain values."""
