namespace KillSwitch.Local.Identity;

/// <summary>
/// The users file cannot be used as it is. The message names the file, what is wrong and how it should look. Retrying does not
/// help.
/// </summary>
internal sealed class UsersFileException(string message, Exception? inner = null) : Exception(message, inner);
