"""A candidate read from a résumé: what is held, learned and worked, and nothing that says who the person is."""
