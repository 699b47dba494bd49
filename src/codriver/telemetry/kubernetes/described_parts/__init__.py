"""Parts of descriptions, one file for kinds that are described alike: each fills in what it knows of an object."""
