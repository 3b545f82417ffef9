namespace KillSwitch.Local.Demo;

/// <summary>The story did not go as it should. The message says where.</summary>
internal sealed class StoryFailedException(string message) : Exception(message);
