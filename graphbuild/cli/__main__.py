"""`python -m graphbuild.cli` does what `graphbuild` does."""

from graphbuild.cli import main

if __name__ == "__main__":
    main()
