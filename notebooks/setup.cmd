@echo off
rem Sets up Jupyter and the Java kernel for the notebooks, within this folder's checkout only. Repeat it freely.
for %%P in ("%PYTHON%" "py -3" python3 python) do (
  if not "%%~P"=="" (
    %%~P -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))" >nul 2>nul && (
      %%~P "%~dp0tools\setup.py" %*
      exit /b
    )
  )
)
echo No Python 3.10 or newer found; install one from python.org, or set PYTHON to it. 1>&2
exit /b 1
