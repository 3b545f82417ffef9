namespace KillSwitch.Course.Exercises;

/// <summary>A file of an answer is not there, or is not what it should be. The message says what to do.</summary>
internal sealed class AnswerUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
