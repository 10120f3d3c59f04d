namespace Prefect.Blocks;

/// <summary>Signs in to a service.</summary>
/// <typeparam name="TClient">Talks to the service once signed in.</typeparam>
public interface ICredentials<out TClient>
{
    /// <summary>
    /// Gives a client. It is shared: built once per content of the credentials, thread-safe, and not to be disposed.
    /// </summary>
    TClient GetClient();
}
