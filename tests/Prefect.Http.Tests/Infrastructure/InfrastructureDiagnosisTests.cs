using Microsoft.Extensions.Logging;

namespace Prefect.Http.Tests.Infrastructure;

public sealed class InfrastructureDiagnosisTests
{
    [Fact]
    public void It_is_told_in_one_line() =>
        new InfrastructureDiagnosis(LogLevel.Error, "Out of memory", "The container was killed.", "Give it more.").ToString()
            .ShouldBe("Out of memory: The container was killed. Give it more.");
}
