"""Training and evaluation; the only part of the library that needs scikit-learn, and only to train."""
