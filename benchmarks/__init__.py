"""What is measured: understanding, speed and memory, staff's pages. `make help` lists the commands."""
