namespace KillSwitch.Spark.Driver;

/// <summary>The options or the pipeline's files are not usable. The message is for whoever wrote them; retrying does not help.</summary>
internal sealed class PipelineException(string message) : Exception(message);
