// DemoCity
