using System.Text.Json;
using System.Text.RegularExpressions;

namespace KillSwitch.Spark.Driver;

/// <summary>The pipeline's files with every <c>${name}</c> in them replaced.</summary>
internal sealed partial class Pipeline
{
    public const string KafkaFormat = "kafka";

    private readonly string _directory;
    private readonly IReadOnlyDictionary<string, string> _kafka;
    private readonly Dictionary<string, string> _values;

    private Pipeline(
        PipelineFile file,
        string settings,
        string directory,
        Dictionary<string, string> values,
        IReadOnlyDictionary<string, string> kafka)
    {
        (File, Settings, _directory, _values, _kafka) = (file, settings, directory, values, kafka);
    }

    public PipelineFile File { get; }

    /// <summary>The detection settings, as they are written.</summary>
    public string Settings { get; }

    /// <exception cref="PipelineException">A file cannot be read, or a parameter has no value.</exception>
    public static Pipeline Load(DriverOptions options)
    {
        try
        {
            var file = JsonSerializer.Deserialize(
                Read(Path.Combine(options.Directory, "pipeline.json")),
                PipelineJson.Default.PipelineFile
            )!;
            var values = new Dictionary<string, string>(file.Defaults, StringComparer.Ordinal);
            var settings = Read(options.Detection);
            using var detection = JsonDocument.Parse(
                settings,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            Flatten("", detection.RootElement, values);
            var known = file.Parameters.Concat(file.Defaults.Keys).Order(StringComparer.Ordinal).ToList();
            foreach (var (name, value) in options.Parameters)
            {
                if (!known.Contains(name))
                    throw new PipelineException($"There is no parameter '{name}'. There are {string.Join(", ", known)}.");
                values[name] = value;
            }
            foreach (var name in file.Counts)
            {
                if (!Count().IsMatch(values[name]))
                    throw new PipelineException($"'{values[name]}' is no value for {name}: write a whole number from 1 on.");
            }
            var missing = file.Parameters.Where(p => !values.ContainsKey(p)).ToList();
            if (missing.Count > 0)
                throw new PipelineException($"No value for {string.Join(", ", missing)}. Give each as --set NAME=VALUE.");
            return new Pipeline(file, settings, options.Directory, values, options.Kafka);
        }
        catch (JsonException e)
        {
            throw new PipelineException($"The pipeline or the detection settings are not readable: {e.Message}");
        }
    }

    /// <summary>The text with every <c>${name}</c> replaced by its value.</summary>
    /// <exception cref="PipelineException">A name has no value.</exception>
    public string Text(string template) => Name().Replace(template, match =>
        _values.TryGetValue(match.Groups[1].Value, out var value) ? value : throw new PipelineException($"No value for {match.Value}."));

    public string Sql(string file) => Text(Read(Path.Combine(_directory, "sql", file)));

    public Dictionary<string, string> Options(string format, IReadOnlyDictionary<string, string> given)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        if (format == KafkaFormat)
        {
            Add(File.Kafka);
            Add(_kafka);
        }
        Add(given);
        return options;

        void Add(IReadOnlyDictionary<string, string> more)
        {
            foreach (var (name, value) in more)
                options[name] = Text(value);
        }
    }

    private static string Read(string path)
    {
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} cannot be read: {e.Message}");
        }
    }

    private static void Flatten(string prefix, JsonElement element, Dictionary<string, string> values)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            values[prefix] = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
            return;
        }
        foreach (var member in element.EnumerateObject())
            Flatten(prefix.Length == 0 ? member.Name : $"{prefix}.{member.Name}", member.Value, values);
    }

    [GeneratedRegex(@"\A[1-9][0-9]{0,8}\z")]
    private static partial Regex Count();

    [GeneratedRegex(@"\$\{([^}]*)}")]
    private static partial Regex Name();
}
