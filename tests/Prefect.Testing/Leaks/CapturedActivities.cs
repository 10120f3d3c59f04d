using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Prefect.Testing;

/// <summary>Records every activity of some sources with all its data, from creation to disposal of this listener.</summary>
public sealed class CapturedActivities : ISweepSource, IDisposable
{
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ActivityListener _listener;

    /// <summary>Begins to listen.</summary>
    /// <param name="sourceNames">Names of the sources to hear; none for all of them.</param>
    public CapturedActivities(params IReadOnlyCollection<string> sourceNames)
    {
        ArgumentNullException.ThrowIfNull(sourceNames);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sourceNames.Count == 0 || sourceNames.Contains(source.Name, StringComparer.Ordinal),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>All activities that were started so far, oldest first; they may still run.</summary>
    public IReadOnlyList<Activity> Activities => [.. _activities];

    /// <inheritdoc />
    public IReadOnlyList<SweepText> Texts => [.. _activities.Select(activity => new SweepText($"activity of {activity.Source.Name}", Describe(activity)))];

    /// <summary>Stops listening; what was heard stays readable.</summary>
    public void Dispose() => _listener.Dispose();

    private static string Describe(Activity activity)
    {
        StringBuilder text = new();
        text.AppendLine(activity.OperationName).AppendLine(activity.DisplayName).AppendLine(activity.StatusDescription).AppendLine(activity.TraceStateString);
        Append(text, activity.TagObjects);
        Append(text, activity.Baggage.Select(item => new KeyValuePair<string, object?>(item.Key, item.Value)));
        foreach (ActivityEvent happening in activity.Events)
        {
            text.AppendLine(happening.Name);
            Append(text, happening.Tags);
        }

        foreach (ActivityLink link in activity.Links)
        {
            Append(text, link.Tags ?? []);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach ((string key, object? value) in values)
        {
            text.Append(key).Append('=').AppendLine(ValueText.Of(value));
        }
    }
}
