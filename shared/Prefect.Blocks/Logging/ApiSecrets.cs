using Prefect.Client;

namespace Prefect.Blocks;

/// <summary>Makes the API key and the auth string of the settings in use known to <see cref="SecretMasker"/>.</summary>
internal static class ApiSecrets
{
    private static PrefectSettings? s_known;

    public static void MakeKnown()
    {
        try
        {
            PrefectSettings settings = PrefectSettings.Current;
            if (!ReferenceEquals(settings, s_known))
            {
                SecretMasker.Add(settings);
                s_known = settings;
            }
        }
        catch (SettingsException)
        {
            // Settings that cannot be loaded hold no key that could be printed; whoever uses them reports it.
        }
    }
}
