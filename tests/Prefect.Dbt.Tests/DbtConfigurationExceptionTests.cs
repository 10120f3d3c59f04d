namespace Prefect.Dbt.Tests;

public sealed class DbtConfigurationExceptionTests
{
    [Fact]
    public void It_names_the_field() =>
        new DbtConfigurationException("job_id", "The job has no job_id.").Field.ShouldBe("job_id");
}
