using Prefect.Schema;

namespace Prefect.Generators.Tests;

public class PythonNumberTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("-0", "0")]
    [InlineData("1.0", "1.0")]
    [InlineData("60.0", "60.0")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("123456789.125", "123456789.125")]
    [InlineData("9999999999999998.0", "9999999999999998.0")]
    [InlineData("1e16", "1e+16")]
    [InlineData("-1.5E-300", "-1.5e-300")]
    [InlineData("1e400", "Infinity")]
    [InlineData("2.5e0", "2.5")]
    public void A_number_prints_as_in_Python(string json, string python) => PythonNumber.Format(json).ShouldBe(python);

    [Fact]
    public void Every_number_reads_back_as_itself()
    {
        Random random = new(7);
        for (int i = 0; i < 2000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsFinite(value))
            {
                double.Parse(PythonNumber.Format(value), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(value);
            }
        }
    }
}
