using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>dbt Cloud refused a request or could not be reached, or a run there came to no good end: each in a kind of its own.</summary>
public class DbtCloudException : ServiceException
{
    internal DbtCloudException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, fault, innerException)
    {
    }

    /// <summary>What dbt Cloud says to who asked; null when it said nothing.</summary>
    public string? UserMessage { get; private set; }

    /// <summary>What dbt Cloud says to developers; null when it said nothing.</summary>
    public string? DeveloperMessage { get; private set; }

    /// <summary>Whether it may have been carried out all the same.</summary>
    internal bool IsInDoubt => IsTransient && !Fault.WasNotCarriedOut;

    internal void Says(string? userMessage, string? developerMessage)
    {
        UserMessage = userMessage is null ? null : SecretMasker.Mask(userMessage);
        DeveloperMessage = developerMessage is null ? null : SecretMasker.Mask(developerMessage);
    }
}
