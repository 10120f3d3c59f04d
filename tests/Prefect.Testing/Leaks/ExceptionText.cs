using System.Collections;
using System.Text;

namespace Prefect.Testing;

/// <summary>Everything an exception may show: its text with all inner exceptions, and their data, which the text leaves out.</summary>
internal static class ExceptionText
{
    public static string Of(Exception exception)
    {
        StringBuilder text = new(exception.ToString());
        AppendData(text, exception);
        return text.ToString();
    }

    private static void AppendData(StringBuilder text, Exception exception)
    {
        foreach (DictionaryEntry entry in exception.Data)
        {
            text.AppendLine().Append(entry.Key).Append('=').Append(entry.Value);
        }

        IEnumerable<Exception> inner = exception is AggregateException many ? many.InnerExceptions
            : exception.InnerException is { } one ? [one]
            : [];
        foreach (Exception cause in inner)
        {
            AppendData(text, cause);
        }
    }
}
