"""What nobody would send by mistake, and what each of it must give: a verdict, or a refusal that names its reason."""
