using System.Globalization;

namespace Prefect.Flows;

/// <summary>A number of JSON with a fraction or an exponent, digits kept until the type to make of it is known.</summary>
internal readonly record struct JsonFraction(string Text)
{
    public double ToDouble() => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public override string ToString() => Text;
}
