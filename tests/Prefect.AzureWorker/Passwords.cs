using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Prefect.Azure;

namespace Prefect.AzureWorker;

/// <summary>Makes the passwords of connections, as the settings of the process say.</summary>
internal static class Passwords
{
    public static async Task<string> DigestAsync(string connectionString)
    {
        if (EntraPostgresSettings.FromEnvironment().CreatePasswordProvider() is not { } passwords)
        {
            return "off";
        }

        DbConnectionStringBuilder connection = new() { ConnectionString = connectionString };
        string[] made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => passwords.GetPasswordAsync(connection).AsTask()));
        return string.Join(',', made.Distinct(StringComparer.Ordinal).Select(Digest));
    }

    private static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
