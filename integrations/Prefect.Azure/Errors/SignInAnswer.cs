using System.Net;
using System.Text.RegularExpressions;
using Azure;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace Prefect.Azure;

/// <summary>What can be told from a failure to sign in.</summary>
internal static partial class SignInAnswer
{
    // The links of a chain that can be the one that was meant; the others are tools of developers.
    private static readonly string[] s_links = ["EnvironmentCredential", "WorkloadIdentityCredential", "ManagedIdentityCredential", "AzureCliCredential"];

    /// <summary>The words of the failure: of a chain, those of the links that somebody may have meant.</summary>
    public static string Text(AuthenticationFailedException exception)
    {
        if (AzureFault.IsDistrust(exception))
        {
            return exception.GetBaseException().Message;
        }

        string text = Guide().Replace(exception.Message, "");
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] links = [.. lines.Select(static line => line.TrimStart('-', ' ')).Where(static line => s_links.Any(link => line.StartsWith(link, StringComparison.Ordinal)))];

        // What the sign-in answered stands innermost, where the outer text breaks off before it.
        return lines.Length > 1 && links.Length > 0 ? string.Join(' ', links)
            : text.AsSpan().TrimEnd().EndsWith(":") ? $"{text.TrimEnd()} {exception.GetBaseException().Message}"
            : text;
    }

    /// <summary>Whether whoever gives tokens was broken, busy or out of reach, as opposed to a refusal.</summary>
    public static bool IsTransient(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            bool isBusy = exception switch
            {
                MsalServiceException answer => IsBusy(answer.StatusCode),
                RequestFailedException answer => IsBusy(answer.Status),
                _ => false,
            };
            if (isBusy)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBusy(int status) => status is >= (int)HttpStatusCode.InternalServerError or (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.RequestTimeout;

    [GeneratedRegex(@"\s*See the troubleshooting guide for more information\. https://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Guide();
}
