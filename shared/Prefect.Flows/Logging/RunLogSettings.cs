using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>What the settings say about logs, read once for each snapshot of them.</summary>
internal sealed class RunLogSettings
{
    private static RunLogSettings? s_last;
    private readonly PrefectSettings _source;

    private RunLogSettings(PrefectSettings source)
    {
        LoggingSettings logging = source.Logging;
        _source = source;
        Level = RunLogLevels.Parse(logging.Level);
        Keeps = logging.ToApiEnabled;
        MostBytes = logging.ToApiMaxLogSize;
        ExtraLoggers = [.. logging.ExtraLoggers];
        WhenMissingFlow = logging.ToApiWhenMissingFlow;
        SecretMasker.Add(source);
        BlockLogs.Listen();
    }

    public static RunLogSettings Current
    {
        get
        {
            PrefectSettings settings = PrefectSettings.Current;
            RunLogSettings? last = s_last;
            return ReferenceEquals(last?._source, settings) ? last : s_last = new RunLogSettings(settings);
        }
    }

    /// <summary>Lowest level of what is kept.</summary>
    public LogLevel Level { get; }

    /// <summary>Whether logs are kept with the runs at all.</summary>
    public bool Keeps { get; }

    /// <summary>Most bytes of one message in UTF-8.</summary>
    public int MostBytes { get; }

    public string[] ExtraLoggers { get; }

    public string WhenMissingFlow { get; }

    /// <summary>Whether a logger is one of <see cref="ExtraLoggers"/>, or below one.</summary>
    public bool IsExtra(string category)
    {
        foreach (string name in ExtraLoggers)
        {
            if (category.StartsWith(name, StringComparison.Ordinal) && (category.Length == name.Length || category[name.Length] == '.'))
            {
                return true;
            }
        }

        return false;
    }
}
