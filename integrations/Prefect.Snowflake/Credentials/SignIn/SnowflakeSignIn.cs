using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>One way to sign in.</summary>
internal abstract class SnowflakeSignIn
{
    /// <summary>Whether a person is asked, so that it is done once at a time and nothing is asked for again without need.</summary>
    public virtual bool AsksPerson => false;

    /// <summary>Whether the request may be sent again when nobody knows what became of it.</summary>
    public virtual bool MayRepeat => true;

    /// <summary>How long one answer may take; null for as long as any.</summary>
    public virtual TimeSpan? Patience => null;

    /// <summary>Fills in who signs in and by what. It is called before each try.</summary>
    /// <param name="data">The part of the request that says it.</param>
    /// <param name="parameters">The parameters that the session is to have.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public abstract ValueTask FillAsync(JsonObject data, JsonObject parameters, CancellationToken cancellationToken);

    /// <summary>Hears of a refusal. Whether something that was kept from last time was refused, so that it is worth trying without.</summary>
    /// <param name="code">The service's code.</param>
    public virtual bool Forget(string? code) => false;

    /// <summary>Keeps what the answer gives for the next time.</summary>
    /// <param name="data">What the service answered.</param>
    public virtual void Keep(JsonElement data)
    {
    }
}
