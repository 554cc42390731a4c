// GuomiTests
