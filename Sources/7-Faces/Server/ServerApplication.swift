import Hummingbird
import Logging
import Regulation

// The public door follows with the platform.
