using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Reads a connection string of a storage account. No message has any of its values.</summary>
internal static class BlobConnectionString
{
    private const string Field = "connection_string";
    private const string DevelopmentAccount = "devstoreaccount1";

    // The emulator's key is the same everywhere and opens nothing else.
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="AzureConfigurationException">The text is no connection string, or lacks what blobs need.</exception>
    public static BlobAccount Parse(string text)
    {
        Dictionary<string, string> settings = Split(text);
        if (settings.TryGetValue("UseDevelopmentStorage", out string? development) && development.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return Development(settings.GetValueOrDefault("DevelopmentStorageProxyUri"));
        }

        settings.TryGetValue("AccountName", out string? account);
        Uri endpoint = Endpoint(settings, account, out string signature);
        return new BlobAccount(BlobAccount.WithSlash(endpoint), SignIn(settings, account, signature));
    }

    private static Dictionary<string, string> Split(string text)
    {
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !settings.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
            {
                throw Wrong("it is not made of names and values such as AccountName=…;AccountKey=…, each name once");
            }
        }

        return settings.Count > 0 ? settings : throw Wrong("it is empty");
    }

    private static BlobAccount Development(string? proxy)
    {
        Uri root = new("http://127.0.0.1:10000");
        if (!string.IsNullOrEmpty(proxy))
        {
            root = new UriBuilder(Address(proxy, "DevelopmentStorageProxyUri")) { Port = 10000, Path = "" }.Uri;
        }

        return new BlobAccount(
            BlobAccount.WithSlash(new Uri(root, DevelopmentAccount)),
            new BlobSignIn.SharedKey(DevelopmentAccount, Convert.FromBase64String(DevelopmentKey)));
    }

    private static Uri Endpoint(Dictionary<string, string> settings, string? account, out string signature)
    {
        signature = settings.GetValueOrDefault("SharedAccessSignature", "").TrimStart('?');
        if (settings.TryGetValue("BlobEndpoint", out string? given))
        {
            Uri endpoint = Address(given, "BlobEndpoint");
            signature = signature.Length > 0 ? signature : endpoint.Query.TrimStart('?');
            return endpoint;
        }

        if (string.IsNullOrEmpty(account))
        {
            throw Wrong("it has neither AccountName nor BlobEndpoint");
        }

        string protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        string suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return Address($"{protocol}://{account}.blob.{suffix}", "AccountName, DefaultEndpointsProtocol or EndpointSuffix");
    }

    private static BlobSignIn SignIn(Dictionary<string, string> settings, string? account, string signature)
    {
        if (settings.TryGetValue("AccountKey", out string? key) && key.Length > 0)
        {
            return string.IsNullOrEmpty(account)
                ? throw Wrong("it has an AccountKey but no AccountName")
                : new BlobSignIn.SharedKey(account, Decode(key));
        }

        if (signature.Length == 0)
        {
            return new BlobSignIn.Anonymous();
        }

        Conceal(signature);
        return new BlobSignIn.SharedAccessSignature(signature);
    }

    // What signs is one value of it, which may turn up alone, as it is or as addresses have it.
    private static void Conceal(string signature)
    {
        SecretMasker.Add(signature);
        if (signature.Split('&').FirstOrDefault(static pair => pair.StartsWith("sig=", StringComparison.OrdinalIgnoreCase)) is { } pair)
        {
            SecretMasker.Add(pair[4..]);
            SecretMasker.Add(Uri.UnescapeDataString(pair[4..]));
        }
    }

    private static byte[] Decode(string key)
    {
        byte[] bytes = new byte[key.Length];
        if (!Convert.TryFromBase64String(key, bytes, out int length) || length == 0)
        {
            throw Wrong("its AccountKey is no base64, so that a part of it may have been cut off");
        }

        SecretMasker.Add(key);
        return bytes[..length];
    }

    private static Uri Address(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
            ? address!
            : throw Wrong($"{name} gives no absolute http or https address");

    private static AzureConfigurationException Wrong(string reason) =>
        new(Field, $"connection_string cannot be used: {reason}. Copy it anew from the storage account's access keys.");
}
