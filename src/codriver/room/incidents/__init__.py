"""What people do in one incident: every use is one function, every act one row of the record."""
