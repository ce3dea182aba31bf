"""The checks of an ad against itself, one small function each, in a module for each kind of ad."""
