using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>How Snowflake complains, and the exception of this package.</summary>
internal sealed class SnowflakeDialect : RestDialect
{
    private SnowflakeDialect()
        : base(SnowflakeTelemetry.Calls)
    {
    }

    public static SnowflakeDialect Instance { get; } = new();

    public override ServiceException Error(string message, ServiceFault fault, Exception? innerException) => new SnowflakeException(message, fault, innerException);

    public override string Advise(ServiceFault fault) => SnowflakeAdvice.For(fault, base.Advise);
}
