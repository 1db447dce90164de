"""What the front desk costs, and the whole path beside a stock Rasa bot's."""
