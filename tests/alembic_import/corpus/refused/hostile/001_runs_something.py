"""What must never run"""
import os
import subprocess

import sqlalchemy as sa
from alembic import op

revision = 'hostile00001'
down_revision = None

open('was_run', 'w').write('module')
os.system('touch was_run')


class Trap:
    open('was_run', 'w').write('class')

    def __init__(self):
        subprocess.run(['touch', 'was_run'])


def upgrade():
    os.system('touch was_run')  # not understood
    subprocess.run(['touch', 'was_run'])  # not understood
    Trap()  # not understood
    __import__('os').system('touch was_run')  # not understood
    eval("open('was_run', 'w')")  # not understood
    exec("open('was_run', 'w')")  # not understood
    op.execute(open('was_run', 'w').name)  # not understood
    while True:  # not understood
        pass


def downgrade():
    pass
