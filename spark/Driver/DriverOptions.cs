namespace KillSwitch.Spark.Driver;

/// <summary>The command line.</summary>
/// <param name="Directory">Where <c>pipeline.json</c> and <c>sql</c> are.</param>
/// <param name="Detection">The detection settings.</param>
/// <param name="Parameters">Values for the pipeline's parameters, from <c>--set NAME=VALUE</c>.</param>
/// <param name="Kafka">Further options of every Kafka source and sink, from <c>--kafka NAME=VALUE</c>.</param>
internal sealed record DriverOptions(
    string Directory,
    string Detection,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyDictionary<string, string> Kafka)
{
    /// <param name="args">The command line.</param>
    /// <param name="home">The program's directory: the files published with it are the default.</param>
    /// <exception cref="PipelineException">An option is not known or has no value.</exception>
    public static DriverOptions Parse(string[] args, string home)
    {
        var directory = Path.Combine(home, "pipeline");
        var detection = Path.Combine(directory, "detection.json");
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var kafka = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                throw new PipelineException($"{args[i]} needs a value.");
            var value = args[i + 1];
            switch (args[i])
            {
                case "--pipeline":
                    directory = value;
                    break;
                case "--detection":
                    detection = value;
                    break;
                case "--set":
                    Put(parameters, value);
                    break;
                case "--kafka":
                    Put(kafka, value);
                    break;
                default:
                    throw new PipelineException(
                        $"'{args[i]}' is not an option. There are --pipeline DIRECTORY, --detection FILE, --set NAME=VALUE, --kafka NAME=VALUE."
                    );
            }
        }
        return new DriverOptions(directory, detection, parameters, kafka);
    }

    private static void Put(Dictionary<string, string> into, string assignment)
    {
        var at = assignment.IndexOf('=', StringComparison.Ordinal);
        if (at < 1)
            throw new PipelineException($"'{assignment}' is not NAME=VALUE.");
        into[assignment[..at]] = assignment[(at + 1)..];
    }
}
