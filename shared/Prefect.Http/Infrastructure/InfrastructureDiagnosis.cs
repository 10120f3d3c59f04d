using Microsoft.Extensions.Logging;

namespace Prefect.Http;

/// <summary>What went wrong with a container, or whatever else work is run on, and what to do.</summary>
/// <param name="Level">How bad it is: an error, or a warning where the work itself may be without fault.</param>
/// <param name="Summary">What happened, in a few words.</param>
/// <param name="Detail">What the service said.</param>
/// <param name="Resolution">What to do.</param>
public sealed record InfrastructureDiagnosis(LogLevel Level, string Summary, string Detail, string Resolution)
{
    /// <summary>Gives summary, detail and resolution in one line.</summary>
    public override string ToString() => $"{Summary}: {Detail} {Resolution}";
}
