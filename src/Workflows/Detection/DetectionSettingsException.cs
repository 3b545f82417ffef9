namespace KillSwitch.Workflows.Detection;

/// <summary>
/// The detection settings are not usable. The message is for whoever wrote them and lists every problem; retrying does not help.
/// </summary>
public sealed class DetectionSettingsException(string message, Exception? inner = null) : Exception(message, inner);
